package dev.perennial.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perennial.simulator.Reply;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A static field that several classes inherit, which may run at the same time. */
final class SharedFieldTest {

    private final SimulatorExtension shared = SimulatorExtension.withBrain(prompt -> Reply.text("Hi"));

    private static ExtensionContext context(String id) {
        return (ExtensionContext) Proxy.newProxyInstance(
                SharedFieldTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (self, method, args) -> {
                    assertThat(method.getName()).isEqualTo("getUniqueId");
                    return id;
                });
    }

    @Test
    void afterAll_anotherClassStillRuns_serverGoesOn() {
        shared.beforeAll(context("first"));
        URI address = shared.baseUrl();
        shared.beforeAll(context("second"));
        shared.afterAll(context("first"));

        assertThat(shared.baseUrl()).isEqualTo(address);
        shared.afterAll(context("second"));
        assertThatThrownBy(shared::baseUrl).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void afterAll_nestedClass_serverGoesOnUntilTheOuterEnds() {
        shared.beforeAll(context("outer"));
        shared.beforeAll(context("nested"));
        shared.beforeEach(context("test"));
        shared.afterEach(context("test"));
        shared.afterAll(context("nested"));

        assertThat(shared.baseUrl()).isNotNull();
        shared.afterAll(context("outer"));
        assertThatThrownBy(shared::baseUrl).isInstanceOf(IllegalStateException.class);
    }

    /** As happens where starting another extension failed. */
    @Test
    void afterAll_neverBegun_leavesTheOthersAlone() {
        shared.beforeAll(context("first"));
        shared.afterAll(context("never"));

        assertThat(shared.baseUrl()).isNotNull();
        shared.afterAll(context("first"));
    }
}
