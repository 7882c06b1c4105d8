package flow.worklet.deployment;

import flow.events.kafka.Publisher;
import flow.events.lease.Leases;
import flow.platform.database.Transactions;
import flow.platform.settings.FlowSettings;
import flow.worklet.build.BuildSettings;
import flow.worklet.build.Planner;
import flow.worklet.engine.ContainerEngine;
import flow.worklet.engine.EngineSettings;
import flow.worklet.engine.Installation;
import flow.worklet.engine.RunSettings;
import flow.worklet.engine.StoreSettings;
import flow.worklet.engine.docker.DockerEngines;
import flow.worklet.lifecycle.Announcements;
import flow.worklet.lifecycle.Deployments;
import flow.worklet.lifecycle.EngineState;
import flow.worklet.lifecycle.LifecycleSettings;
import flow.worklet.lifecycle.PreviewSettings;
import flow.worklet.lifecycle.Wishes;
import flow.worklet.lifecycle.Worklets;
import flow.worklet.source.GithubSettings;
import flow.worklet.source.Sources;
import flow.worklet.traffic.Routes;
import flow.worklet.traffic.Traffic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class DeploymentConfiguration {

  @Bean
  Installation installation(FlowSettings flow) {
    return Installations.of(flow.dataDir());
  }

  @Bean
  ContainerEngine containerEngine(
      Installation installation,
      EngineSettings engine,
      RunSettings run,
      BuildSettings build,
      StoreSettings store) {
    return DockerEngines.single(installation, engine, run, build, store);
  }

  @Bean
  Meters deploymentMeters(MeterRegistry meters) {
    return new Meters(meters);
  }

  @Bean
  Failures failures(ContainerEngine engine, RunSettings run, GithubSettings github) {
    return new Failures(engine, run, github);
  }

  @Bean
  Launching launching(
      ContainerEngine engine, Failures failures, RunSettings run, StoreSettings store) {
    return new Launching(engine, new Probe(engine, run), failures, run, store);
  }

  @Bean
  Retirement retirement(
      ContainerEngine engine,
      Deployments deployments,
      Traffic traffic,
      RunSettings run,
      BuildSettings build) {
    return new Retirement(engine, deployments, traffic, run, build);
  }

  @Bean
  DeploymentRun deploymentRun(
      Sources sources,
      ContainerEngine engine,
      Launching launching,
      Retirement retirement,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Publisher publisher,
      Routes routes,
      BuildSettings build,
      GithubSettings github,
      PreviewSettings preview,
      FlowSettings flow,
      Meters meters,
      ObjectProvider<Checkpoint> checkpoint) {
    return new DeploymentRun(
        new Preparation(sources, new Planner(build), deployments, engine),
        new Building(sources, engine, deployments, publisher, build, github, meters),
        launching,
        retirement,
        worklets,
        deployments,
        announcements,
        transactions,
        routes,
        preview,
        flow,
        checkpoint.getIfAvailable(() -> Checkpoint.NONE));
  }

  @Bean
  DeploymentEnd deploymentEnd(
      ContainerEngine engine,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Meters meters,
      List<Task> tasks) {
    return new DeploymentEnd(
        engine, worklets, deployments, announcements, transactions, meters, tasks);
  }

  @Bean
  Settlement settlement(
      ContainerEngine engine,
      Launching launching,
      Failures failures,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Routes routes,
      Traffic traffic,
      RunSettings run) {
    return new Settlement(
        engine,
        launching,
        failures,
        worklets,
        deployments,
        announcements,
        transactions,
        routes,
        traffic,
        run);
  }

  @Bean
  Deletion deletion(
      ContainerEngine engine,
      Sources sources,
      Worklets worklets,
      Deployments deployments,
      Announcements announcements,
      Transactions transactions,
      Routes routes,
      List<Task> tasks) {
    return new Deletion(
        engine, sources, worklets, deployments, announcements, transactions, routes, tasks);
  }

  @Bean
  Conductor conductor(
      Worklets worklets,
      Deployments deployments,
      Wishes wishes,
      Leases leases,
      DeploymentRun run,
      DeploymentEnd end,
      Settlement settlement,
      Deletion deletion,
      BuildSettings build,
      List<Task> tasks) {
    var slots = new Slots(build.atOnce());
    var convergence =
        new Convergence(worklets, deployments, run, end, settlement, deletion, slots, tasks);
    return new Conductor(worklets, wishes, new Exclusive(leases), convergence);
  }

  @Bean
  DiskUse diskUse() {
    return new DiskUse();
  }

  @Bean
  EngineWatch engineWatch(
      ContainerEngine engine,
      EngineState state,
      Worklets worklets,
      Deployments deployments,
      Wishes wishes,
      EngineSettings settings,
      BuildSettings build,
      DiskUse use) {
    var relief = new Relief(engine, deployments, build, Mono.defer(engine::disk));
    var sweep = new Sweep(engine, worklets, deployments, wishes, build, relief, use);
    return new EngineWatch(engine, state, sweep, worklets, wishes, settings);
  }

  @Bean
  Usage usage(
      Worklets worklets,
      Traffic traffic,
      Wishes wishes,
      Announcements announcements,
      Transactions transactions,
      LifecycleSettings settings) {
    return new Usage(worklets, traffic, wishes, announcements, transactions, settings);
  }

  @Bean
  Waking waking(
      Worklets worklets,
      Deployments deployments,
      ContainerEngine engine,
      Conductor conductor,
      Routes routes) {
    return new Waking(worklets, deployments, engine, conductor, routes);
  }
}
