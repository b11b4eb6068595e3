using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Api.Tests.Host;
using Parley.Hosting;
using Parley.Workflows.Tests.OpenAi;
using Xunit;
using Model = Parley.Workflows.Tests.OpenAi.Answers;
using Says = Parley.Workflows.Tests.OpenAi.Answer;

namespace Parley.Api.Tests.Chat;

/// <summary>Streams, with a model's server that says its pieces as the tests want them.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, Queue<Says>> script = [];
    private ModelServer model = null!;
    private ParleyHost host = null!;

    public async Task InitializeAsync()
    {
        model = await ModelServer.StartAsync(request =>
        {
            var answers = script[request.LastMessage!];
            return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        });
        host = await ParleyHost.StartAsync(
            ("Ai__Provider", "openai"),
            ("Ai__OpenAi__BaseUrl", model.BaseUrl.ToString()),
            ("Ai__OpenAi__ApiKey", "key"),
            ("Ai__OpenAi__Model", "shop-1"),
            ("Ai__Satisfaction", "false"),
            ("Ai__Timeout", "00:00:20"));
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_comes_piece_by_piece_and_is_stored_with_its_stars()
    {
        Script("q", Paced("**您好", "*", "*，48", " 小时内发货 "));

        var frames = (await host.StreamAsync(message: "q")).IsDone();

        Assert.Equal("您好，48 小时内发货", frames.Text);
        Assert.True(frames.Chunks.Count > 1, frames.Answer.Text);
        Assert.Equal([("user", "q"), ("assistant", "**您好**，48 小时内发货")], await host.HistoryAsync(frames.Start.Conversation()));
    }

    [Fact]
    public async Task A_client_that_leaves_does_not_stop_the_turn()
    {
        Script("q", Gated("您好", "，再见"));
        using var response = await OpenAsync("q");
        await ReadThroughAsync(response, """data: {"content":"您好"}""");

        response.Dispose();
        goOn.SetResult();

        await Eventually.TrueAsync(
            async () => await host.HistoryAsync(response.Headers.GetValues("X-Conversation-Id").Single()) is [("user", "q"), ("assistant", "您好，再见")], "question and answer are stored", evidence: () => host.Output);
    }

    [Fact]
    public async Task What_a_second_attempt_says_is_made_up_at_the_end_when_it_begins_as_the_first_did()
    {
        Script("q", Model.Cut(Model.Events(Model.Piece("您好"))), Model.Stream("您", "好", "，再见"));

        var frames = (await host.StreamAsync(message: "q")).IsDone();

        Assert.Equal("您好，再见", frames.Text);
    }

    [Fact]
    public async Task A_second_attempt_that_says_something_else_is_announced()
    {
        Script("q", Model.Cut(Gated("您好", "！", finished: false)), Model.Stream("再见"));
        using var response = await OpenAsync("q");
        var seen = await ReadThroughAsync(response, """data: {"content":"您好"}""");
        goOn.SetResult();

        seen += await ReadThroughAsync(response, null);

        Assert.Contains("event: error\ndata: {\"message\":", seen, StringComparison.Ordinal);
        Assert.EndsWith(",\"code\":\"REPLACED\"}\n\n", seen, StringComparison.Ordinal);
        Assert.Equal(("assistant", "再见"), (await host.HistoryAsync(response.Headers.GetValues("X-Conversation-Id").Single()))[1]);
    }

    [Fact]
    public async Task A_model_that_fails_ends_the_stream_with_2001_and_leaves_nothing()
    {
        Script("q", Model.Status(500));

        var frames = (await host.StreamAsync(message: "q")).Fails("2001");

        Assert.Empty(await host.HistoryAsync(frames.Start.Conversation()));
        Assert.Equal(0, (await host.GetAsync("/api/messages")).Json.GetProperty("pagination").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task The_model_sees_nine_messages_and_the_new_one()
    {
        var conversation = default(string);
        for (var i = 0; i < 6; i++)
        {
            Script($"q{i}", Model.Stream($"a{i}"));
            conversation = (await host.ChatAsync(conversation, $"q{i}")).Replied().Conversation();
        }

        var seen = model.Requests[^1].Body.GetProperty("messages").EnumerateArray()
            .Where(message => message.GetProperty("role").GetString() is "user" or "assistant").Select(message => message.GetProperty("content").GetString());
        Assert.Equal(["a0", "q1", "a1", "q2", "a2", "q3", "a3", "q4", "a4", "q5"], seen);
    }

    [Fact]
    public async Task A_stream_under_a_key_is_held_once_and_replayed_whole_also_when_the_first_still_runs()
    {
        Script("q", Gated("您好", "，再见"));
        var key = Guid.NewGuid().ToString();
        var all = Enumerable.Range(0, 4).Select(_ => host.StreamAsync(message: "q", key: key)).ToList();
        await model.Received;
        goOn.SetResult();

        var streams = await Task.WhenAll(all);
        var late = await host.StreamAsync(message: "q", key: key);

        Assert.All(streams.Append(late), stream => Assert.Equal(("您好，再见", streams[0].Start.GetRawText(), streams[0].Last.GetRawText()), (stream.IsDone().Text, stream.Start.GetRawText(), stream.Last.GetRawText())));
        Assert.Equal(3, streams.Count(stream => stream.Answer.Headers.ContainsKey("idempotency-replayed")));
        Assert.True(late.Answer.Headers.ContainsKey("idempotency-replayed"));
        Assert.Single(model.Requests);
        Assert.Equal(2, (await host.HistoryAsync(late.Start.Conversation())).Count);
        (await host.PostAsync(Chats.StreamPath, Chats.Body(null, "other"), ("Idempotency-Key", key))).Refuses(422);
    }

    [Fact]
    public async Task A_stream_that_a_kill_cut_off_is_replayed_from_the_stored_reply()
    {
        Script("q", Gated("您好", "，再见"));
        var key = Guid.NewGuid().ToString();
        var cut = host.StreamAsync(message: "q", key: key);
        await model.Received;
        await host.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => cut);
        goOn.SetResult();
        await host.StartAgainAsync();

        var frames = (await host.StreamAsync(message: "q", key: key)).IsDone();

        Assert.Equal("您好，再见", frames.Text);
        Assert.Equal([("user", "q"), ("assistant", "您好，再见")], await host.HistoryAsync(frames.Start.Conversation()));
    }

    private void Script(string question, params Says[] answers) => script[question] = new(answers);

    /// <summary>Pieces far enough apart to be told one by one.</summary>
    private static Says Paced(params string[] pieces) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var data in pieces.Select(Model.Piece).Append(Model.Finish).Append("[DONE]"))
        {
            await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(150, context.RequestAborted);
        }
    };

    private Says Gated(string first, string second, bool finished = true) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {Model.Piece(first)}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await goOn.Task.WaitAsync(context.RequestAborted);
        await context.Response.WriteAsync($"data: {Model.Piece(second)}\n\n", context.RequestAborted);
        if (finished)
        {
            await context.Response.WriteAsync($"data: {Model.Finish}\n\ndata: [DONE]\n\n", context.RequestAborted);
        }
    };

    private async Task<HttpResponseMessage> OpenAsync(string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, host.At(Chats.StreamPath)) { Content = JsonContent.Create(Chats.Body(null, message)) };
        return await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>What comes up to this line, or up to the end.</summary>
    private static async Task<string> ReadThroughAsync(HttpResponseMessage response, string? line)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var body = await response.Content.ReadAsStreamAsync(deadline.Token);
        var seen = new List<byte>();
        var next = new byte[1];
        while (await body.ReadAsync(next, deadline.Token) > 0)
        {
            seen.AddRange(next);
            if (line is not null && next[0] == '\n' && Encoding.UTF8.GetString([.. seen]).EndsWith(line + "\n", StringComparison.Ordinal))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString([.. seen]);
    }
}
