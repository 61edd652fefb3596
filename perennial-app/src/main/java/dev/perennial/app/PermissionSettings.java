package dev.perennial.app;

import dev.perennial.agent.permission.PermissionPolicy;
import dev.perennial.agent.permission.PermissionRule;
import dev.perennial.agent.permission.PermissionRule.Effect;
import dev.perennial.agent.permission.Permissions;
import dev.perennial.agent.permission.Reach;
import dev.perennial.app.config.Setting;
import dev.perennial.app.config.Settings;
import dev.perennial.app.config.SettingsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tools may do, by the user's settings and what was answered before in this folder. */
final class PermissionSettings {

    private final Surroundings surroundings;
    private final Settings settings;

    PermissionSettings(Surroundings surroundings, Settings settings) {
        this.surroundings = surroundings;
        this.settings = settings;
    }

    Permissions permissions() {
        List<PermissionRule> rules = new ArrayList<>(rules(Setting.ALLOW, Effect.ALLOW));
        rules.addAll(rules(Setting.ASK, Effect.ASK));
        rules.addAll(rules(Setting.DENY, Effect.DENY));
        Path home = Path.of(surroundings.environment().getOrDefault("HOME", System.getProperty("user.home")));
        PermissionPolicy policy = new PermissionPolicy(rules, Reach.of(surroundings.folder(), home));
        Permissions permissions = Permissions.of(policy, FolderPermissions.of(surroundings));
        return settings.isOn(Setting.YES) ? permissions.yes() : permissions;
    }

    private List<PermissionRule> rules(Setting setting, Effect effect) {
        return settings.list(setting).stream()
                .map(text -> rule(setting, effect, text))
                .toList();
    }

    private static PermissionRule rule(Setting setting, Effect effect, String text) {
        try {
            return PermissionRule.parse(effect, text);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("`%s`: %s".formatted(setting.key(), wrong.getMessage()));
        }
    }
}
