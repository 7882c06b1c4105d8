package flow.kv.web;

import java.util.List;

/// The calls that a feature answers.
@FunctionalInterface
public interface Routes {

  List<Route> routes();
}
