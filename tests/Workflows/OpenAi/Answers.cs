using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parley.Workflows.Tests.OpenAi;

/// <summary>What a model's server may say, as OpenAI's reference of chat completions writes it, and what it should not.</summary>
public static class Answers
{
    public static Answer Whole(string text) => Body("application/json", Completion(text));

    public static Answer Body(string contentType, string body) => async context =>
    {
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    public static Answer Stream(params string[] pieces) => Events([.. pieces.Select(Piece), Finish, Usage, "[DONE]"]);

    public static Answer Events(params string[] events) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        foreach (var data in events)
        {
            await context.Response.WriteAsync($"data: {data}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    };

    public static Answer Status(int status, string? retryAfter = null) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        if (retryAfter is not null)
        {
            context.Response.Headers.RetryAfter = retryAfter;
        }

        // As OpenAI does, it repeats the key.
        var authorization = context.Request.Headers.Authorization.ToString();
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { message = $"{authorization} at {context.Request.Host}" } }));
    };

    public static Answer Silence() => context => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Begins as <paramref name="beginning"/> does, and then says nothing more.</summary>
    public static Answer Stall(Answer beginning) => async context =>
    {
        await beginning(context);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    };

    /// <summary>Begins as <paramref name="beginning"/> does, and then cuts the connection.</summary>
    public static Answer Cut(Answer beginning) => async context =>
    {
        await beginning(context);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>Begins with one text and repeats another until the client has had enough.</summary>
    public static Answer Endless(string contentType, string beginning, string repeated) => async context =>
    {
        context.Response.ContentType = contentType;
        await context.Response.WriteAsync(beginning, context.RequestAborted);
        while (true)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            await context.Response.WriteAsync(repeated, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    };

    public static string Completion(string text) => $$"""
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"shop-1","choices":[{"index":0,
        "message":{"role":"assistant","content":{{JsonSerializer.Serialize(text)}}},"finish_reason":"stop"}],
        "usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17} }
        """;

    public static string Piece(string text) => Chunk($$"""[{"index":0,"delta":{"role":"assistant","content":{{JsonSerializer.Serialize(text)}}},"finish_reason":null}]""");

    public static string Finish { get; } = Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""");

    private static string Usage { get; } = Chunk("[]", """{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17}""");

    private static string Chunk(string choices, string usage = "null") =>
        $$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1700000000,"model":"shop-1","choices":{{choices}},"usage":{{usage}}}""";
}
