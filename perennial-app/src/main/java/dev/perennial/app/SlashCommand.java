package dev.perennial.app;

import java.util.function.Consumer;

/**
 * What can be done in a chat besides talking.
 *
 * @param name with its slash
 * @param parameter what stands for its parameter in the help; empty if it has none
 * @param description one line for the help
 * @param action takes what was written behind the name, without blanks around it
 */
record SlashCommand(String name, String parameter, String description, Consumer<String> action) {

    String usage() {
        return parameter.isEmpty() ? name : name + " " + parameter;
    }
}
