package flow.slack.simulator.workspace;

/// Somebody in the workspace.
///
/// @param id as `U0ADA`
/// @param name the handle, without `@`
/// @param realName the name people see
/// @param bot whether this is the app's bot user
public record Person(String id, String name, String realName, boolean bot) {}
