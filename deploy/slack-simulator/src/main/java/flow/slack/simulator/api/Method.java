package flow.slack.simulator.api;

import flow.slack.simulator.faults.Tier;
import tools.jackson.databind.node.ObjectNode;

/// One method of the Web API.
///
/// @param token what kind of token it wants
/// @param json whether it reads arguments from a JSON body; methods that only read do not
record Method(String name, Tier tier, Token token, boolean json, Call call) {

  /// What a method does with its arguments.
  @FunctionalInterface
  interface Call {
    ObjectNode on(Arguments arguments);
  }

  /// The kinds of token.
  enum Token {
    BOT,
    APP,
    ANY,
    NONE
  }

  static Method read(String name, Tier tier, Call call) {
    return new Method(name, tier, Token.BOT, false, call);
  }

  static Method write(String name, Tier tier, Call call) {
    return new Method(name, tier, Token.BOT, true, call);
  }
}
