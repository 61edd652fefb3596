package dev.perennial.stream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as the API and those who offer its models word them. */
class ApiFaultTest {

    @ParameterizedTest
    @CsvSource({
        "validationException, invalid_request_error, FUTILE, rejected",
        "throttlingException, rate_limit_error, TRANSIENT, rate_limited",
        "serviceUnavailableException, overloaded_error, TRANSIENT, overloaded",
        "modelTimeoutException, timeout_error, TRANSIENT, overloaded",
        "modelStreamErrorException, api_error, TRANSIENT, overloaded",
        "internalServerException, api_error, TRANSIENT, overloaded",
        "overloaded_error, overloaded_error, TRANSIENT, overloaded",
    })
    void of_errorInAStream_isReadInTheApisWords(String type, String read, Verdict verdict, String outcome) {
        Wire answer = Wire.message().openText("Hel").error(type);

        VirtualDriver run = VirtualDriver.of(Recoveries.with(Budgets.DEFAULT.withAttempts(1)), Answer.whole(answer))
                .run();

        Cause cause = run.outcome().report().attempts().getFirst().cause().orElseThrow();
        assertThat(cause).isEqualTo(new Cause.InStream(new ApiFault(read, "", "No.")));
        assertThat(Verdict.of(cause)).isEqualTo(verdict);
        assertThat(run.outcome().code()).isEqualTo(outcome);
    }
}
