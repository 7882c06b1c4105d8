package flow.session.transcript;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class TranscriptConfiguration {

  @Bean
  Transcripts transcripts(DatabaseClient database) {
    return new Transcripts(new PostgresArchive(database));
  }
}
