package dev.perennial.agent;

import dev.perennial.agent.permission.PermissionAnswer;
import dev.perennial.agent.permission.PermissionQuestion;

/** Writes down how a call goes, before it goes so. */
final class CallEvents implements CallWatcher {

    private final EventLog log;
    private final ToolCall call;

    CallEvents(EventLog log, ToolCall call) {
        this.log = log;
        this.call = call;
    }

    @Override
    public void asked(PermissionQuestion question) {
        log.append(new SessionEvent.PermissionAsked(call.id(), question));
        log.settle();
    }

    @Override
    public void answered(PermissionAnswer answer) {
        log.append(new SessionEvent.PermissionGiven(call.id(), answer));
    }

    @Override
    public void starts() {
        log.append(new SessionEvent.ToolStarted(call));
        log.settle();
    }

    @Override
    public void printed(String text) {
        log.append(new SessionEvent.ToolPrinted(call.id(), text));
    }
}
