package flow.session.claude;

import java.util.List;
import java.util.Map;

/// What differs from one start of the CLI to the next.
///
/// @param resume whether the conversation goes on
/// @param rerun whether the turn that was cut shall be run again at once
/// @param granted rules that people allowed for the session
/// @param acceptEdits whether people allowed all edits for the session
/// @param access the variables with which the CLI reaches the model
public record Launch(
    SessionFolder folder,
    boolean resume,
    boolean rerun,
    List<String> granted,
    boolean acceptEdits,
    Map<String, String> access) {}
