package dev.perennial.client;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicRetryableException;
import dev.perennial.client.governor.Counted;
import dev.perennial.client.governor.TokenCounter;
import java.io.IOException;

/**
 * Counts tokens where a message is sent to, as that is sent; who waits for it gives up by an interrupt.
 *
 * @param options those of the message, with the timeouts for one request
 */
record PlaceCounter(Sending.Place place, RequestOptions options) implements TokenCounter {

    private static final int LARGEST_ANSWER = 64 << 10;

    @Override
    public Counted count(byte[] body) throws InterruptedException {
        HttpRequest request = place.template().toBuilder()
                .addPathSegment("count_tokens")
                .replaceHeaders("Accept", "application/json")
                .removeHeaders(CallSettings.HEADER)
                .body(new Sending.Bytes(body))
                .build();
        try (HttpResponse response = place.transport().exchange(request, options)) {
            return Counted.of(
                    response.statusCode(),
                    response.headers().values("retry-after").stream().findFirst(),
                    response.body().readNBytes(LARGEST_ANSWER));
        } catch (AnthropicIoException | AnthropicRetryableException | IOException onTheWay) {
            return new Counted.Failed();
        } catch (AnthropicException unknownToTheBackEnd) {
            return new Counted.NotOffered();
        }
    }
}
