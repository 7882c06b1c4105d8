package flow.kv.transfer;

import flow.kv.entries.CommitListener;
import flow.kv.web.Access;
import flow.kv.web.Answers;
import flow.kv.web.Call;
import flow.kv.web.Code;
import flow.kv.web.Names;
import flow.kv.web.Refusal;
import flow.kv.web.Route;
import flow.kv.web.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The calls that carry everything out and in.
@Component
class TransferOperations implements Routes {

  private static final int LARGEST_IMPORT = 64 * Call.LARGEST_VALUE;
  private static final int CHUNK = 20;

  private final Freight freight;
  private final List<CommitListener> listeners;

  TransferOperations(Freight freight, List<CommitListener> listeners) {
    this.freight = freight;
    this.listeners = listeners;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.store("exportWorklet", HttpMethod.GET, "export", Access.READ, this::exportAll),
        Route.store("importWorklet", HttpMethod.POST, "import", Access.WRITE, this::importAll));
  }

  private Mono<Void> exportAll(Call call) {
    boolean lines = isLines(call.header(HttpHeaders.ACCEPT));
    var text = new ExportText(lines, call.flag("versions"));
    var namespace = call.query("namespace");
    var response = call.response();
    response
        .getHeaders()
        .setContentType(lines ? MediaType.APPLICATION_NDJSON : MediaType.APPLICATION_JSON);
    var bytes =
        freight
            .out(call.worklet(), namespace == null ? null : Names.namespace(namespace))
            .buffer(CHUNK)
            .map(text::of)
            .concatWith(Mono.fromSupplier(text::end))
            .map(response.bufferFactory()::wrap);
    return response.writeWith(bytes);
  }

  private Mono<Void> importAll(Call call) {
    boolean lines = isLines(call.header(HttpHeaders.CONTENT_TYPE));
    boolean dryRun = call.flag("dryRun");
    var conflict = conflict(call);
    return call.body(LARGEST_IMPORT)
        .publishOn(Schedulers.parallel()) // reading much takes long: not on the connection's thread
        .map(bytes -> {
          var manifest = new Manifest(call.worklet(), conflict);
          return lines ? manifest.lines(bytes) : manifest.json(bytes);
        })
        .flatMap(manifest ->
            freight
                .in(manifest.loads(), conflict, dryRun)
                .map(report -> report.plus(new Report(0, 0, manifest.expired(), List.of()))))
        .flatMap(report -> {
          if (!report.conflicts().isEmpty()) {
            throw new Refusal(Code.CHECK_FAILED, "Some keys exist already; nothing was changed")
                .with("conflicts", report.conflicts());
          }
          listeners.forEach(listener -> listener.committed(call.worklet()));
          return Answers.json(call, report.json(dryRun));
        });
  }

  private static Conflict conflict(Call call) {
    var text = Objects.requireNonNullElse(call.query("conflict"), "overwrite");
    return switch (text) {
      case "overwrite", "skip", "fail" -> Conflict.valueOf(text.toUpperCase(Locale.ROOT));
      default -> throw Refusal.invalid("conflict is overwrite, skip or fail");
    };
  }

  private static boolean isLines(@Nullable String types) {
    return types != null && types.toLowerCase(Locale.ROOT).contains("application/x-ndjson");
  }
}
