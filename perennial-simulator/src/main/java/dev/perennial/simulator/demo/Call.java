package dev.perennial.simulator.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One call of a tool that was offered. */
record Call(String tool, ObjectNode input) {}
