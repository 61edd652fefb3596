package dev.perennial.stream.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perennial.models.Capabilities;
import dev.perennial.stream.recovery.Delivery.Showing;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a message is made under: the caller's side of a world, all of it from one seed.
 *
 * @param body the caller's request
 * @param model what its model can do
 * @param settings what the caller wants
 * @param chunk how many bytes the network hands over at once
 * @param away when the consumer stops to wait for bytes
 * @param back when it waits for them again
 */
record Circumstances(
        String body, Capabilities model, RecoverySettings settings, int chunk, Duration away, Duration back) {

    private static final String SCHEMA = "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{}}},";

    private static final String TOOLS =
            "\"tools\":[{\"name\":\"write\",\"eager_input_streaming\":true,\"input_schema\":{}}],";

    static Circumstances of(long seed) {
        SplittableRandom random = new SplittableRandom(~seed);
        Capabilities model = random.nextInt(4) == 0 ? Recoveries.OLD_MODEL : Recoveries.MODEL;
        Delivery delivery = delivery(random);
        int chunk = 1 + random.nextInt(300);
        RecoverySettings settings =
                RecoverySettings.DEFAULT.withDelivery(delivery).withBudgets(budgets(random));
        Duration away = Duration.ofMillis(random.nextInt(60_000));
        Duration back = away.plusMillis(random.nextInt(3) == 0 ? 1 + random.nextInt(600_000) : 0);
        return new Circumstances(body(random), model, settings, chunk, away, back);
    }

    private static Delivery delivery(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Delivery(Showing.HELD, Showing.HELD, Showing.HELD, false);
            case 2 -> new Delivery(Showing.LIVE, Showing.HELD, Showing.LIVE, false);
            case 3 -> Delivery.FOLLOWED;
            default -> Delivery.WIRE;
        };
    }

    private static Budgets budgets(SplittableRandom random) {
        Budgets usual = Budgets.DEFAULT;
        return switch (random.nextInt(12)) {
            case 0 -> usual.withPatience(Duration.ofMinutes(1 + random.nextInt(180)));
            case 1 -> usual.withTotal(Duration.ofSeconds(1 + random.nextInt(1_800)));
            case 2 ->
                new Budgets(
                        1 + random.nextInt(4),
                        random.nextInt(4),
                        1 + random.nextInt(3),
                        usual.longestWait(),
                        usual.patience(),
                        usual.total());
            default -> usual;
        };
    }

    private static String body(SplittableRandom random) {
        String schema = random.nextInt(8) == 0 ? SCHEMA : "";
        String turn = switch (random.nextInt(12)) {
            case 0 -> ",{\"role\":\"assistant\",\"content\":\"So far\"}";
            case 1 -> ",{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"So far\"}]}";
            default -> "";
        };
        int room = random.nextInt(12) == 0 ? 1 + random.nextInt(400) : 64_000;
        String tools = random.nextInt(3) == 0 ? TOOLS : "";
        return "{\"model\":\"claude-opus-5-5\",\"max_tokens\":" + room + ",\"stream\":true," + schema + tools
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Go.\"}" + turn + "]}";
    }

    boolean isStructured() {
        return body.contains(SCHEMA);
    }

    boolean isEager() {
        return body.contains(TOOLS);
    }

    Recovery recovery(long seed) {
        return Recovery.of(body.getBytes(UTF_8), model, settings, seed);
    }

    /** A driver in these circumstances. */
    VirtualDriver driver(long seed, World world) {
        return driver(recovery(seed), world);
    }

    VirtualDriver driver(Recovery recovery, World world) {
        VirtualDriver driver = new VirtualDriver(recovery, world).inChunksOf(chunk);
        return away.equals(back)
                ? driver
                : driver.at(away, new Input.Demand(false)).at(back, new Input.Demand(true));
    }
}
