using System.Text.Json.Nodes;

namespace Parley.Platform.Tests.Charts;

public sealed class ChartWorkloadTests
{
    public static TheoryData<string> Stores => [.. Chart.Stores];

    [Fact]
    public void Sqlite_has_one_replica_with_a_volume_and_nothing_that_makes_more()
    {
        var documents = Documents(Chart.ValuesOf("sqlite"));

        var deployment = Of(documents, "Deployment")["spec"]!;
        Assert.Equal(1, deployment["replicas"]!.GetValue<long>());
        Assert.Equal("Recreate", deployment["strategy"]!["type"]!.GetValue<string>());
        Assert.Equal("demo-data", Of(documents, "PersistentVolumeClaim")["metadata"]!["name"]!.GetValue<string>());
        Assert.Equal("data:/data", Annotation(deployment, "volume-mounts-rw"));
        Assert.DoesNotContain(documents, document => Kind(document) is "HorizontalPodAutoscaler" or "PodDisruptionBudget");
    }

    [Theory]
    [InlineData("redis", "REDIS_HOST=demo-store:REDIS_HOST,REDIS_PASSWORD=demo-store:REDIS_PASSWORD")]
    [InlineData("postgres", "PARLEY_POSTGRES=demo-store:PARLEY_POSTGRES")]
    public void Other_stores_scale_keep_a_replica_in_disruptions_and_get_their_secrets(string store, string secrets)
    {
        var documents = Documents(Chart.ValuesOf(store));

        var deployment = Of(documents, "Deployment")["spec"]!;
        Assert.Null(deployment["replicas"]);
        Assert.Equal(secrets, Annotation(deployment, "env-from-secret"));
        Assert.Equal(2, Of(documents, "HorizontalPodAutoscaler")["spec"]!["minReplicas"]!.GetValue<long>());
        Assert.Equal(1, Of(documents, "PodDisruptionBudget")["spec"]!["maxUnavailable"]!.GetValue<long>());
        Assert.DoesNotContain(documents, document => Kind(document) == "PersistentVolumeClaim");
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void The_sidecar_calls_the_callbacks_watches_the_service_and_outlives_it(string store)
    {
        var deployment = Of(Documents(Chart.ValuesOf(store)), "Deployment")["spec"]!;
        var pod = deployment["template"]!["spec"]!;
        var environment = Container(deployment)["env"]!.AsArray().ToDictionary(entry => entry!["name"]!.GetValue<string>(), entry => entry!);

        Assert.Equal("true", Annotation(deployment, "enabled"));
        Assert.Equal("parley", Annotation(deployment, "app-id"));
        Assert.Equal("parley", Annotation(deployment, "config"));
        Assert.Equal(Annotation(deployment, "app-port"), environment["APP_PORT"]["value"]!.GetValue<string>());
        Assert.Equal("true", Annotation(deployment, "enable-app-health-check"));
        Assert.Equal("/healthz", Annotation(deployment, "app-health-check-path"));
        Assert.Equal(Annotation(deployment, "api-token-secret"), SecretOf(environment["DAPR_API_TOKEN"]));
        Assert.Equal(Annotation(deployment, "app-token-secret"), SecretOf(environment["APP_API_TOKEN"]));

        var pause = Container(deployment)["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!.GetValue<long>();
        var block = long.Parse(Annotation(deployment, "block-shutdown-duration").TrimEnd('s'));
        var graceful = long.Parse(Annotation(deployment, "graceful-shutdown-seconds"));
        const int service = 20;
        Assert.True(block > pause + service, "The sidecar must not go before the service has stopped.");
        Assert.True(pod["terminationGracePeriodSeconds"]!.GetValue<long>() >= block + graceful, "Nobody must be killed while stopping.");
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public void The_container_may_do_nothing_that_it_does_not_need(string store)
    {
        var documents = Documents(Chart.ValuesOf(store));
        var deployment = Of(documents, "Deployment")["spec"]!;
        var pod = deployment["template"]!["spec"]!;
        var container = Container(deployment)["securityContext"]!;

        Assert.True(pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>());
        Assert.True(container["readOnlyRootFilesystem"]!.GetValue<bool>());
        Assert.False(container["allowPrivilegeEscalation"]!.GetValue<bool>());
        Assert.Equal("""["ALL"]""", container["capabilities"]!["drop"]!.ToJsonString());
        Assert.False(pod["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.False(Of(documents, "ServiceAccount")["automountServiceAccountToken"]!.GetValue<bool>());
    }

    [Fact]
    public void The_service_may_write_where_it_spools_exports()
    {
        var deployment = Of(Documents(Chart.ValuesOf("postgres")), "Deployment")["spec"]!;
        var mounts = Container(deployment)["volumeMounts"]!.AsArray().Select(mount => mount!["mountPath"]!.GetValue<string>());

        // Exports:Path is data/exports, below the folder that the image starts in.
        Assert.Contains("WORKDIR /app\n", Repository.Text("Dockerfile"), StringComparison.Ordinal);
        Assert.Contains("/app/data", mounts);
    }

    [Fact]
    public void Every_contract_port_leads_to_the_public_listener_and_none_to_the_callbacks()
    {
        var documents = Documents(Chart.ValuesOf("sqlite"));
        var deployment = Of(documents, "Deployment")["spec"]!;
        var service = Of(documents, "Service")["spec"]!;
        var ports = service["ports"]!.AsArray();

        Assert.Equal([8000, 5000, 8001, 5010, 8080], ports.Select(port => port!["port"]!.GetValue<long>()));
        Assert.All(ports, port => Assert.Equal("public", port!["targetPort"]!.GetValue<string>()));
        Assert.All(
            new[] { "startupProbe", "livenessProbe", "readinessProbe" },
            probe => Assert.Equal("public", Container(deployment)[probe]!["httpGet"]!["port"]!.GetValue<string>()));
        Assert.True(JsonNode.DeepEquals(service["selector"], deployment["selector"]!["matchLabels"]), "The service selects the pods.");

        var open = Of(documents, "NetworkPolicy")["spec"]!["ingress"]!.AsArray()
            .SelectMany(rule => rule!["ports"]!.AsArray()).Select(port => port!["port"]!.ToString());
        Assert.Equal(["public", "50002", "9090"], open);
    }

    [Fact]
    public void Settings_traces_and_pull_secrets_reach_the_pod()
    {
        var values = Chart.ValuesOf("postgres");
        values["settings"] = new JsonObject { ["Ai__Provider"] = "openai" };
        values["secrets"]!["settings"] = new JsonObject { ["Ai__OpenAi__ApiKey"] = "hidden" };
        values["otlpEndpoint"] = "http://collector:4317";
        values["image"]!["pullSecrets"] = new JsonArray(new JsonObject { ["name"] = "pull" });

        var documents = Documents(values);

        var deployment = Of(documents, "Deployment")["spec"]!;
        var environment = Container(deployment)["env"]!.ToJsonString();
        Assert.Contains("""{"name":"Ai__Provider","value":"openai"}""", environment, StringComparison.Ordinal);
        Assert.Contains("""{"name":"OTEL_EXPORTER_OTLP_ENDPOINT","value":"http://collector:4317"}""", environment, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", environment, StringComparison.Ordinal);
        Assert.Equal("demo-settings", Container(deployment)["envFrom"]![0]!["secretRef"]!["name"]!.GetValue<string>());
        Assert.Contains(documents, document => Kind(document) == "Secret" && document["stringData"]!["Ai__OpenAi__ApiKey"] is not null);
        Assert.EndsWith("OTEL_EXPORTER_OTLP_INSECURE=true", Annotation(deployment, "env"), StringComparison.Ordinal);
        Assert.Equal("pull", deployment["template"]!["spec"]!["imagePullSecrets"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public void The_pod_runs_as_the_user_of_the_image()
    {
        var security = Of(Documents(Chart.ValuesOf("sqlite")), "Deployment")["spec"]!["template"]!["spec"]!["securityContext"]!;

        Assert.Contains($"USER {security["runAsUser"]}:{security["runAsGroup"]}\n", Repository.Text("Dockerfile"), StringComparison.Ordinal);
    }

    private static List<JsonNode> Documents(JsonObject values) => [.. Chart.Render(values).Values.SelectMany(file => file)];

    private static string Kind(JsonNode document) => document["kind"]!.GetValue<string>();

    private static JsonNode Of(List<JsonNode> documents, string kind) => Assert.Single(documents, document => Kind(document) == kind);

    private static string Annotation(JsonNode deployment, string name) =>
        deployment["template"]!["metadata"]!["annotations"]![$"dapr.io/{name}"]!.GetValue<string>();

    private static JsonNode Container(JsonNode deployment) => Assert.Single(deployment["template"]!["spec"]!["containers"]!.AsArray())!;

    private static string SecretOf(JsonNode entry)
    {
        var secret = entry["valueFrom"]!["secretKeyRef"]!;
        Assert.Equal("token", secret["key"]!.GetValue<string>());
        return secret["name"]!.GetValue<string>();
    }
}
