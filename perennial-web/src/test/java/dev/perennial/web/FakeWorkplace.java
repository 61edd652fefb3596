package dev.perennial.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A place where nothing is known. */
final class FakeWorkplace implements Workplace {

    @Override
    public ObjectNode status() {
        return JsonNodeFactory.instance.objectNode().put("version", "test");
    }

    @Override
    public ObjectNode keepKey(String key) {
        return status();
    }

    @Override
    public ObjectNode forgetKey() {
        return status();
    }

    @Override
    public ObjectNode models() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public ObjectNode limits() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public ObjectNode settings() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public ObjectNode changeSettings(ObjectNode changes) {
        return changes;
    }
}
