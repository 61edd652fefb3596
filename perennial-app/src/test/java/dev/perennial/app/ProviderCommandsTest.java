package dev.perennial.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perennial.http.Headers;
import dev.perennial.simulator.text.TextBrain;
import dev.perennial.testkit.SimulatorExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --provider} on the commands that talk to an API. */
@Timeout(60)
final class ProviderCommandsTest {

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = SimulatorExtension.withBrain(TextBrain.ofCharacters(500));

    @TempDir
    private Path folder;

    @Test
    void run_aws_sendsItsKeyToItsEndpoint() {
        Invocation run = aws().with("ANTHROPIC_API_KEY", "not-for-amazon")
                .with("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
                .run("run", "--provider", "aws", "--base-url", simulator(), "--json", "--no-tools", "Say hello.");

        assertThat(run.exitCode()).as(run.err()).isZero();
        Headers sent = SIMULATOR.requests().getLast().headers();
        assertThat(sent.first("anthropic-workspace-id")).contains("w-1");
        assertThat(sent.first("x-api-key")).isEmpty();
        assertThat(sent.all("authorization")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run Hello", "probe", "gateway"})
    void provider_unknown_saysWhichThereAre(String command) {
        Invocation wrong = Invocation.in(folder).run((command + " --provider bedrok").split(" ", -1));

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("`provider` is `bedrok` (--provider)", "bedrock-mantle", "vertex", "foundry");
    }

    @ParameterizedTest
    @CsvSource({
        "run, bedrock, us.anthropic.claude-opus-5-5, 3, AWS_REGION",
        "run, vertex, claude-opus-5-5, 2, CLOUD_ML_REGION",
        "probe, vertex, claude-opus-5-5, 2, CLOUD_ML_REGION",
        "probe, bedrock, us.anthropic.claude-opus-5-5, 2, AWS_REGION",
        "run, foundry, my-claude, 2, ANTHROPIC_FOUNDRY_API_KEY",
        "run, aws, claude-opus-5-5, 2, ANTHROPIC_AWS_WORKSPACE_ID",
        "run, google-cloud, claude-opus-5-5, 2, ANTHROPIC_GOOGLE_CLOUD_PROJECT",
    })
    void provider_settingMissing_saysWhatToSet(
            String command, String provider, String model, int exitCode, String set) {
        Invocation wrong = Invocation.in(folder).run(command, "--provider", provider, "--model", model, tail(command));

        assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(exitCode);
        assertThat(wrong.err()).contains("provider `" + provider + "`", set);
    }

    @Test
    void run_modelOfTheApiOnBedrock_isSaidBeforeAnythingElse() {
        Invocation wrong = Invocation.in(folder).run("run", "--provider", "bedrock", "Hello");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("model is `claude-opus-5-5`", "like `us.anthropic.claude-opus-5-5`", "--model");
    }

    @Test
    void doctor_providerWithoutSettings_namesWhatIsMissing() {
        Invocation doctor = Invocation.in(folder).run("doctor", "--provider", "vertex");

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.out()).contains("broken credentials", "CLOUD_ML_REGION");
    }

    @Test
    void doctor_providerWithoutModels_isSentAnEmptyMessage() {
        Invocation doctor = Invocation.in(folder)
                .with("AWS_BEARER_TOKEN_BEDROCK", "k")
                .with("AWS_REGION", "eu-west-1")
                .run(
                        "doctor",
                        "--provider",
                        "bedrock-mantle",
                        "--model",
                        "anthropic.claude-opus-5-5",
                        "--base-url",
                        simulator());

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.out())
                .contains("found for Amazon Bedrock (Mantle)", "refuses an empty message")
                .doesNotContain("simulator answers");
    }

    @Test
    void doctor_aws_asksForTheModel() {
        Invocation doctor = aws().run("doctor", "--provider", "aws", "--base-url", simulator());

        assertThat(doctor.out()).contains("the Claude Platform on AWS at " + simulator() + " answers and knows");
    }

    @Test
    void gateway_providerBeforeTheSimulator_isRefused() {
        Invocation wrong = Invocation.in(folder).run("gateway", "--provider", "bedrock", "--upstream", "simulator");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("`--upstream` is `simulator`", "`--provider` is `bedrock`");
    }

    @Test
    void gateway_providerWithoutSettings_saysWhatToSet() {
        Invocation wrong = Invocation.in(folder).run("gateway", "--port", "0", "--provider", "foundry");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("ANTHROPIC_FOUNDRY_API_KEY");
    }

    @Test
    void configPrint_provider_isShownWithItsOrigin() {
        Invocation config =
                Invocation.in(folder).with("PERENNIAL_PROVIDER", "vertex").run("config", "print");

        assertThat(config.out()).containsPattern("provider +=? *vertex +\\(.*PERENNIAL_PROVIDER.*\\)");
    }

    private Invocation aws() {
        return Invocation.in(folder)
                .with("ANTHROPIC_AWS_API_KEY", "key-of-aws")
                .with("ANTHROPIC_AWS_WORKSPACE_ID", "w-1")
                .with("AWS_REGION", "eu-west-1");
    }

    private static String tail(String command) {
        return command.equals("run") ? "Hello" : "--json";
    }

    private static String simulator() {
        return SIMULATOR.baseUrl().toString().replaceFirst("/$", "");
    }
}
