/**
 * What happens to messages, for monitoring systems: {@link dev.perennial.client.telemetry.MicrometerMetrics}, {@link
 * dev.perennial.client.telemetry.OpenTelemetryMetrics}, {@link dev.perennial.client.telemetry.OpenTelemetryEvents} and {@link
 * dev.perennial.client.telemetry.FlightRecorderEvents}.
 *
 * <p>Each is a listener, needs the library in its name, and is loaded by nobody who does not use it. {@code
 * docs/observability.md} has every name.
 */
@NullMarked
package dev.perennial.client.telemetry;

import org.jspecify.annotations.NullMarked;
