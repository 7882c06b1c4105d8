package flow.worklet;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@ConfigurationPropertiesScan
@OpenAPIDefinition(
    info = @Info(title = "Flow worklets", version = "1"),
    security = @SecurityRequirement(name = "operator"))
@SecurityScheme(name = "operator", type = SecuritySchemeType.HTTP, scheme = "bearer")
@SpringBootApplication
public class WorkletServiceApplication {

  public static void main(String[] args) {
    SpringApplication.run(WorkletServiceApplication.class, args);
  }
}
