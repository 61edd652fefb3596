package dev.perennial.simulator.fault;

import static java.util.Objects.requireNonNull;

/** A kind of fault of the {@link FaultCatalogue}. Immutable. */
public final class FaultKind {

    private static final Place NOWHERE = new Place.First();

    private final String name;
    private final FaultGroup group;
    private final String description;
    private final Harm harm;
    private final Parameter parameter;
    private final Place place;
    private final Effect effect;

    private FaultKind(
            String name,
            FaultGroup group,
            String description,
            Harm harm,
            Parameter parameter,
            Place place,
            Effect effect) {
        this.name = requireNonNull(name, "name");
        this.group = requireNonNull(group, "group");
        this.description = requireNonNull(description, "description");
        this.harm = requireNonNull(harm, "harm");
        this.parameter = requireNonNull(parameter, "parameter");
        this.place = requireNonNull(place, "place");
        this.effect = requireNonNull(effect, "effect");
    }

    /** A kind that replaces the response or its head. */
    static FaultKind reply(
            String name,
            FaultGroup group,
            String description,
            Harm harm,
            Parameter parameter,
            Effect.ReplyChange change) {
        return new FaultKind(name, group, description, harm, parameter, NOWHERE, new Effect.Reply(change));
    }

    /** A kind that gives the body another form, and says so in the head. */
    static FaultKind encoding(String name, FaultGroup group, String description, Harm harm, Effect.ReplyChange change) {
        return new FaultKind(
                name, group, description, harm, new Parameter.None(), NOWHERE, new Effect.Encoding(change));
    }

    /** A kind that changes how the head comes, whatever befalls the body. */
    static FaultKind head(
            String name,
            FaultGroup group,
            String description,
            Harm harm,
            Parameter parameter,
            Effect.ReplyChange change) {
        return new FaultKind(name, group, description, harm, parameter, NOWHERE, new Effect.Head(change));
    }

    /** A kind that changes the stream from a place on. */
    static FaultKind steps(
            String name,
            FaultGroup group,
            String description,
            Harm harm,
            Parameter parameter,
            String place,
            Effect effect) {
        return new FaultKind(name, group, description, harm, parameter, Place.parse(place), effect);
    }

    /** The name, such as {@code eof-in-line}. */
    public String name() {
        return name;
    }

    /** What it belongs to. */
    public FaultGroup group() {
        return group;
    }

    /** What happens on the wire, in one line without full stop. */
    public String description() {
        return description;
    }

    /** What it does to the response. */
    public Harm harm() {
        return harm;
    }

    /** What it can be told, with the value that is taken if nothing is. */
    public Parameter parameter() {
        return parameter;
    }

    /** Whether it begins at a place of the stream; the others concern the whole response. */
    public boolean hasPlace() {
        return effect instanceof Effect.Steps;
    }

    /** Whether it befalls answers that are no streams, too. */
    public boolean concernsWholeAnswers() {
        return switch (effect) {
            case Effect.Reply reply -> true;
            case Effect.Encoding encoding -> true;
            case Effect.Head head -> true;
            case Effect.Steps steps -> steps.anyBody();
        };
    }

    /** Where it begins unless told otherwise. */
    public Place place() {
        return place;
    }

    /** The fault of this kind with default value and place; for all attempts if it does no harm, else for the first. */
    public Fault fault() {
        return new Fault(this, parameter, place, harm == Harm.NONE ? Attempts.ALL : Attempts.FIRST);
    }

    Effect effect() {
        return effect;
    }

    /** The name with value and place as they are if nothing is told. */
    @Override
    public String toString() {
        return name + (parameter instanceof Parameter.None ? "" : "=" + parameter) + (hasPlace() ? "@" + place : "");
    }
}
