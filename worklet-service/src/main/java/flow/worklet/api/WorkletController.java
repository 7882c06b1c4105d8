package flow.worklet.api;

import flow.events.CommandId;
import flow.events.DeploymentId;
import flow.events.WorkletCommand;
import flow.events.WorkletId;
import flow.platform.settings.FlowSettings;
import flow.worklet.api.Requests.Back;
import flow.worklet.api.Requests.NewPrompt;
import flow.worklet.api.Requests.NewWorklet;
import flow.worklet.deployment.DiskUse;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.PreviewSettings;
import flow.worklet.lifecycle.Prompts;
import flow.worklet.lifecycle.State;
import flow.worklet.lifecycle.Worklet;
import flow.worklet.lifecycle.Worklets;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RequestMapping("/api/worklets")
@RestController
class WorkletController {

  private final Answers answers;
  private final Worklets worklets;
  private final Deployments deployments;
  private final Prompts prompts;
  private final PreviewSettings preview;
  private final FlowSettings flow;
  private final DiskUse use;

  WorkletController(
      Answers answers,
      Worklets worklets,
      Deployments deployments,
      Prompts prompts,
      PreviewSettings preview,
      FlowSettings flow,
      DiskUse use) {
    this.answers = answers;
    this.worklets = worklets;
    this.deployments = deployments;
    this.prompts = prompts;
    this.preview = preview;
    this.flow = flow;
    this.use = use;
  }

  @PostMapping
  Mono<ResponseEntity<WorkletView>> create(@RequestBody NewWorklet wanted) {
    var id = WorkletId.random();
    var repository = Objects.requireNonNullElse(wanted.gitRepo(), "");
    var command =
        new WorkletCommand.Create(
            id,
            CommandId.random(),
            wanted.name() == null ? nameOf(repository) : wanted.name(),
            repository,
            wanted.branch(),
            wanted.prompt(),
            null,
            Objects.requireNonNullElse(wanted.environment(), Map.of()),
            Answers.CALLER,
            Instant.now());
    return answers
        .to(command)
        .then(worklets.find(id))
        .map(worklet ->
            ResponseEntity.accepted()
                .location(URI.create("/api/worklets/" + id))
                .body(view(worklet)));
  }

  private static String nameOf(String repository) {
    var last = repository.replaceAll("(\\.git)?/*$", "");
    return last.substring(last.lastIndexOf('/') + 1);
  }

  @GetMapping
  Flux<WorkletView> list() {
    return worklets.all().map(this::view);
  }

  @GetMapping("/{id}")
  Mono<WorkletView> read(@PathVariable WorkletId id) {
    return existing(id).map(this::view);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Void> delete(@PathVariable WorkletId id) {
    return answers.to(
        new WorkletCommand.Delete(id, CommandId.random(), Answers.CALLER, Instant.now()));
  }

  @PostMapping("/{id}/start")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Void> start(@PathVariable WorkletId id) {
    return answers.to(
        new WorkletCommand.Start(id, CommandId.random(), Answers.CALLER, Instant.now()));
  }

  @PostMapping("/{id}/stop")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Void> stop(@PathVariable WorkletId id) {
    return answers.to(
        new WorkletCommand.Stop(id, CommandId.random(), Answers.CALLER, Instant.now()));
  }

  @PostMapping("/{id}/restart")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Void> restart(@PathVariable WorkletId id) {
    return answers.to(
        new WorkletCommand.Restart(id, CommandId.random(), Answers.CALLER, Instant.now()));
  }

  @PostMapping("/{id}/rebuild")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Void> rebuild(@PathVariable WorkletId id) {
    return answers.to(
        new WorkletCommand.Deploy(id, CommandId.random(), Answers.CALLER, Instant.now()));
  }

  @PostMapping("/{id}/extend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Void> extend(@PathVariable WorkletId id) {
    return answers.to(
        new WorkletCommand.Extend(id, CommandId.random(), Answers.CALLER, Instant.now()));
  }

  @PostMapping("/{id}/rollback")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<Void> rollback(
      @PathVariable WorkletId id, @RequestBody(required = false) @Nullable Back back) {
    var target =
        back == null || back.deployment() == null ? null : new DeploymentId(back.deployment());
    return answers.to(
        new WorkletCommand.Rollback(id, CommandId.random(), target, Answers.CALLER, Instant.now()));
  }

  @PostMapping("/{id}/prompts")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Mono<PromptView> prompt(@PathVariable WorkletId id, @RequestBody NewPrompt wanted) {
    var command = CommandId.random();
    var text = Objects.requireNonNullElse(wanted.prompt(), "");
    return answers
        .to(new WorkletCommand.Prompt(id, command, text, null, Answers.CALLER, Instant.now()))
        .then(prompts.find(command))
        .map(PromptView::of);
  }

  @GetMapping("/{id}/prompts")
  Flux<PromptView> prompts(@PathVariable WorkletId id) {
    return existing(id).thenMany(prompts.of(id)).map(PromptView::of);
  }

  @GetMapping("/{id}/deployments")
  Flux<DeploymentView> deployments(@PathVariable WorkletId id) {
    return existing(id).thenMany(deployments.of(id)).map(DeploymentView::of);
  }

  private Mono<Worklet> existing(WorkletId id) {
    return worklets
        .find(id)
        .filter(worklet -> worklet.state() != State.DELETED)
        .switchIfEmpty(Mono.error(Answers::notFound));
  }

  private WorkletView view(Worklet worklet) {
    return WorkletView.of(worklet, preview, flow, use);
  }
}
