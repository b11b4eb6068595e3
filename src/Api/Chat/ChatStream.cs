using System.Buffers;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;
using Parley.Api.Contracts;
using Parley.Sessions.Chats;
using Parley.Workflows;
using Parley.Workflows.Chats;

namespace Parley.Api.Chat;

/// <summary>One question, and its answer piece by piece. The turn goes on when the client leaves.</summary>
public sealed class ChatStream(ChatQuestions questions, Conversations conversations, ReplyChunks chunks, IOptions<AiOptions> options)
{
    public const string Route = "/api/chat-stream";

    public async Task HandleAsync(HttpContext context)
    {
        var (command, refusal) = await questions.ReadAsync(context, Route);
        if (command is null)
        {
            await refusal!.ExecuteAsync(context);
            return;
        }

        // Before the turn begins, so that none of it is missed; one that follows a failed one bears another id.
        using var listener = chunks.Listen(command.Id);
        var begun = await conversations.BeginAsync(command with { Streamed = true });
        if (begun.Status is not (AnsweredStatus.Waiting or AnsweredStatus.Answered or AnsweredStatus.InHumanHands))
        {
            await ChatAnswers.NoReply(begun.Status, context.Response).ExecuteAsync(context);
            return;
        }

        await StartAsync(context, command, begun.Repeated);
        if (begun is { Status: AnsweredStatus.Waiting, Repeated: false } && begun.TurnId != command.Id)
        {
            using var another = chunks.Listen(begun.TurnId);
            await FollowAsync(context, command, begun, another);
        }
        else
        {
            await FollowAsync(context, command, begun, listener);
        }
    }

    private static async Task StartAsync(HttpContext context, BeginTurnCommand command, bool repeated)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "text/event-stream; charset=utf-8";
        headers.CacheControl = "no-cache";
        headers["X-Accel-Buffering"] = "no";
        headers["X-Conversation-Id"] = command.SessionId;
        if (repeated)
        {
            IdempotencyKeys.MarkReplayed(context.Response);
        }

        await WriteAsync(context, "start", new StreamStart(command.SessionId, ChatQuestions.AnswerIdOf(command.Id)), ChatJson.Default.StreamStart);
    }

    private static async Task WriteAsync<T>(HttpContext context, string? name, T data, JsonTypeInfo<T> type)
    {
        var frame = new ArrayBufferWriter<byte>(256);
        if (name is not null)
        {
            Encoding.UTF8.GetBytes($"event: {name}\n", frame);
        }

        frame.Write("data: "u8);
        PlainJson.Write(frame, data, type);
        frame.Write("\n\n"u8);
        await context.Response.Body.WriteAsync(frame.WrittenMemory, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task FollowAsync(HttpContext context, BeginTurnCommand command, Answered begun, ReplyListener listener)
    {
        var text = new StreamedText(options.Value.MaxReplyLength);
        var answered = begun;
        if (begun.Status == AnsweredStatus.Waiting)
        {
            var waiting = conversations.WaitAsync(command.SessionId, begun, context.RequestAborted);
            while (!begun.Repeated && await ComesBeforeAsync(listener, waiting))
            {
                while (listener.Chunks.TryRead(out var chunk))
                {
                    await SendAsync(context, text.Add(chunk.Attempt, chunk.Offset, chunk.Text));
                }
            }

            answered = await waiting;
        }

        await EndAsync(context, command, answered, text);
    }

    /// <summary>Whether there is another piece before the turn has ended.</summary>
    private static async Task<bool> ComesBeforeAsync(ReplyListener listener, Task ended) =>
        await Task.WhenAny(listener.Chunks.WaitToReadAsync().AsTask(), ended) != ended;

    private async Task EndAsync(HttpContext context, BeginTurnCommand command, Answered answered, StreamedText text)
    {
        var stored = answered.Status == AnsweredStatus.InHumanHands ? options.Value.HandoffText : answered.Answer?.Content;
        var rest = stored is null ? null : text.End(stored);
        if (rest is null)
        {
            var failure = stored is not null ? StreamFailure.Replaced
                : answered.Status == AnsweredStatus.TimedOut ? StreamFailure.TimedOut
                : StreamFailure.Failed;
            await WriteAsync(context, "error", failure, ChatJson.Default.StreamFailure);
            return;
        }

        await SendAsync(context, rest);
        await WriteAsync(
            context,
            "done",
            new StreamDone(command.SessionId, ChatQuestions.AnswerIdOf(command.Id), answered.Answer?.Cached == true),
            ChatJson.Default.StreamDone);
    }

    private static Task SendAsync(HttpContext context, string content) =>
        content.Length == 0 ? Task.CompletedTask : WriteAsync(context, null, new StreamChunk(content), ChatJson.Default.StreamChunk);
}
