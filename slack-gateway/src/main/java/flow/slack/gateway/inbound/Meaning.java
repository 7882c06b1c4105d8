package flow.slack.gateway.inbound;

/// What a delivery means for Flow.
sealed interface Meaning {

  /// Something has to be done about it.
  record Work(Arrival arrival) implements Meaning {}

  /// Its sender is told this at once, and nothing else happens.
  record Answer(String text) implements Meaning {}

  /// A dialog is opened at once.
  ///
  /// @param view the dialog
  record Dialog(String trigger, String view) implements Meaning {}

  /// Nothing.
  record Nothing() implements Meaning {}
}
