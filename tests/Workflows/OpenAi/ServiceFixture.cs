using Parley.Hosting;
using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

/// <summary>The service as a process, with a model's server that answers a message as the message says.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private static readonly Dictionary<string, Answer> Replies = new()
    {
        ["answer"] = Answers.Whole("一般 48 小时内。"),
        ["answer at length"] = Answers.Whole(new string('长', 30_000)),
        ["status 401"] = Answers.Status(401),
        ["status 429"] = Answers.Status(429, "0"),
        ["status 500"] = Answers.Status(500),
        ["timeout"] = Answers.Silence(),
        ["connection failed"] = Answers.Cut(Answers.Body("application/json", "{\"choices\":[")),
        ["malformed answer"] = Answers.Body("text/html", "<html><body>Welcome to nginx!</body></html>"),
        ["empty answer"] = Answers.Body("application/json", """{"choices":[{"message":{"role":"assistant","content":null},"finish_reason":"stop"}]}"""),
        ["answer too large"] = Answers.Whole(new string('x', 10_000_000)),
        ["answer too large: endless"] = Answers.Endless("application/json", "{\"choices\":[", new string(' ', 1000)),
    };

    public ModelServer Model { get; private set; } = null!;

    public ParleyHost Service { get; private set; } = null!;

    public static (string Name, string Value)[] Settings(ModelServer model) =>
    [
        ("Ai__Provider", "openai"),
        ("Ai__OpenAi__BaseUrl", model.BaseUrl.ToString()),
        ("Ai__OpenAi__ApiKey", Calls.Key),
        ("Ai__OpenAi__Model", "shop-1"),
        ("Ai__Satisfaction", "false"),
        ("Logging__LogLevel__Default", "Debug"),
    ];

    public async Task InitializeAsync()
    {
        Model = await ModelServer.StartAsync(request => Replies[request.LastMessage!]);
        Service = await ParleyHost.StartAsync([.. Settings(Model), ("Ai__OpenAi__Timeout", "00:00:01")]);
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Model.DisposeAsync();
    }
}
