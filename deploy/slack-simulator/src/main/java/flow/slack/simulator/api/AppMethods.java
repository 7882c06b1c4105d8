package flow.slack.simulator.api;

import flow.slack.simulator.api.Method.Token;
import flow.slack.simulator.delivery.Address;
import flow.slack.simulator.delivery.Sockets;
import flow.slack.simulator.faults.Tier;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// `apps.connections.open` and `api.test`
final class AppMethods {

  private final Sockets sockets;
  private final Address address;

  AppMethods(Sockets sockets, Address address) {
    this.sockets = sockets;
    this.address = address;
  }

  List<Method> all() {
    return List.of(
        new Method("apps.connections.open", Tier.T3, Token.APP, true, _ -> open()),
        new Method("api.test", Tier.T4, Token.NONE, true, AppMethods::test));
  }

  private ObjectNode open() {
    if (sockets.open().size() >= Sockets.MOST) {
      throw new Refusal("too_many_websockets");
    }
    return Answer.ok().put("url", address.socket(sockets.issueTicket()));
  }

  private static ObjectNode test(Arguments arguments) {
    var error = arguments.optional("error");
    if (error.isPresent()) {
      throw new Refusal(error.get());
    }
    var answer = Answer.ok();
    answer.set("args", arguments.values());
    return answer;
  }
}
