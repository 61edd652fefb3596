/** What each model can do and costs: values and one data file with sources. */
@NullMarked
package dev.perennial.models;

import org.jspecify.annotations.NullMarked;
