package flow.kv.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/// Finds the call that a method and a path name.
@Component
class Router {

  private final Map<Place, Map<HttpMethod, Route>> places = new HashMap<>();

  Router(List<Routes> features) {
    features.stream()
        .flatMap(feature -> feature.routes().stream())
        .forEach(route ->
            places
                .computeIfAbsent(new Place(route.shape(), route.verb()), _ -> new HashMap<>())
                .put(route.method(), route));
  }

  Route find(HttpMethod method, Target target) {
    var methods = places.get(new Place(target.shape(), target.verb()));
    if (methods == null) {
      throw new Refusal(Code.NOT_FOUND, "There is no such path");
    }
    var route = methods.get(method);
    if (route == null) {
      var allowed = new TreeSet<String>();
      methods.keySet().forEach(known -> allowed.add(known.name()));
      throw new Refusal(Code.METHOD_NOT_ALLOWED, "This path knows " + String.join(", ", allowed))
          .with("allow", allowed);
    }
    return route;
  }

  private record Place(Target.Shape shape, String verb) {}
}
