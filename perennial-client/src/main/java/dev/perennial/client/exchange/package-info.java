/**
 * Every single HTTP exchange, for records of what went over the wire: {@link
 * dev.perennial.client.exchange.ExchangeListener}. Keys are in none of it.
 */
@NullMarked
package dev.perennial.client.exchange;

import org.jspecify.annotations.NullMarked;
