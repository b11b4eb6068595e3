using System.Text.Json;
using Parley.Hosting;
using Xunit;

namespace Parley.Workflows.Tests.OpenAi;

/// <summary>What becomes of a reply when the service asks a model that is not its own.</summary>
public sealed class ServiceTests(ServiceFixture fixture) : IClassFixture<ServiceFixture>
{
    private readonly ParleyHost service = fixture.Service;

    [Fact]
    public async Task A_reply_is_made_by_the_model_with_the_instructions()
    {
        var record = await RecordOfAsync(service, "answer");

        Assert.Equal(1, record.GetProperty("status").GetInt32());
        Assert.Contains("一般 48 小时内。", await TextsAsync("answer"));
        var messages = fixture.Model.Requests.Single(request => request.LastMessage == "answer").Body.GetProperty("messages");
        Assert.Equal(["system", "user"], messages.EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Contains("customer service", messages[0].GetProperty("content").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_that_is_too_long_is_cut()
    {
        var record = await RecordOfAsync(service, "answer at length");

        Assert.Equal(1, record.GetProperty("status").GetInt32());
        Assert.Contains(new string('长', 20_000), await TextsAsync("answer at length"));
    }

    [Theory]
    [InlineData("status 401")]
    [InlineData("status 429")]
    [InlineData("status 500")]
    [InlineData("timeout")]
    [InlineData("connection failed")]
    [InlineData("malformed answer")]
    [InlineData("empty answer")]
    [InlineData("answer too large")]
    [InlineData("answer too large: endless")]
    public async Task A_failure_ends_the_record_and_is_logged_by_its_kind(string failure)
    {
        using var socket = await ImSocket.ConnectAsync(service, failure);
        var record = await RecordOfAsync(service, failure);
        var pushed = await ErrorOfAsync(socket);

        Assert.Equal((2, "AI 服务调用失败"), (record.GetProperty("status").GetInt32(), record.GetProperty("error_message").GetString()));
        Assert.Equal(2001, pushed.GetProperty("code").GetInt32());
        Assert.Equal([failure], await TextsAsync(failure));
        Assert.Contains($"The model failed with {failure.Split(':')[0]} for session {failure}, ", service.Output, StringComparison.Ordinal);
        await AssertSecretsAreKeptAsync(service, fixture.Model, record, pushed);
    }

    [Fact]
    public async Task A_model_that_says_nothing_ends_the_record_at_the_deadline_of_replies()
    {
        await using var model = await ModelServer.StartAsync(Answers.Silence());
        await using var impatient = await ParleyHost.StartAsync([.. ServiceFixture.Settings(model), ("Ai__Timeout", "00:00:02")]);

        using var socket = await ImSocket.ConnectAsync(impatient, "silence");
        var record = await RecordOfAsync(impatient, "silence");
        var pushed = await ErrorOfAsync(socket);

        Assert.Equal((2, "AI 回复超时"), (record.GetProperty("status").GetInt32(), record.GetProperty("error_message").GetString()));
        Assert.Equal(2002, pushed.GetProperty("code").GetInt32());
        await model.Aborted;
        await AssertSecretsAreKeptAsync(impatient, model, record, pushed);
    }

    /// <summary>Sends a message to a session of the same name, and waits for the end of its record.</summary>
    private static async Task<JsonElement> RecordOfAsync(ParleyHost host, string message)
    {
        await host.PostMessageAsync(message, message);
        JsonElement record = default;
        await Eventually.TrueAsync(
            async () =>
            {
                record = Assert.Single((await host.ListRecordsAsync(message)).GetProperty("records").EnumerateArray());
                return record.GetProperty("status").GetInt32() != 0;
            },
            $"the record of '{message}' ends",
            TimeSpan.FromSeconds(60),
            () => host.Output);
        return record;
    }

    /// <summary>The first error that is pushed; what is pushed before it is of no interest here.</summary>
    private static async Task<JsonElement> ErrorOfAsync(ImSocket socket)
    {
        var frame = await socket.ReceiveAsync();
        while (frame?.GetProperty("type").GetString() is not (null or "error"))
        {
            frame = await socket.ReceiveAsync();
        }

        return frame ?? throw new InvalidOperationException("The service closed the socket before it pushed an error.");
    }

    private async Task<string[]> TextsAsync(string session) =>
    [
        .. (await service.ListMessagesAsync(session)).GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("msg_content").GetString()!),
    ];

    private static async Task AssertSecretsAreKeptAsync(ParleyHost host, ModelServer model, params JsonElement[] answers)
    {
        var metrics = await host.Client.GetStringAsync(host.At("/metrics"));
        Assert.All([host.Output, metrics, .. answers.Select(answer => answer.ToString())], text =>
        {
            Assert.DoesNotContain(Calls.Key, text, StringComparison.Ordinal);
            Assert.DoesNotContain(model.BaseUrl.Authority, text, StringComparison.Ordinal);
        });
    }
}
