using Parley.Api.Contracts;
using Parley.Workflows.Chats;

namespace Parley.Api.Chat;

/// <summary>Answers of this contract, in its shapes.</summary>
internal static class ChatAnswers
{
    public static IResult Failure(string message, int status) => Notice("error", message, status);

    public static IResult Notice(string word, string message, int status = StatusCodes.Status200OK) =>
        new JsonAnswer<ChatNotice>(new ChatNotice(word, message), ChatJson.Default.ChatNotice, status);

    public static IResult Bad(string message) => Failure(message, StatusCodes.Status400BadRequest);

    /// <summary>Why there is no reply.</summary>
    public static IResult NoReply(AnsweredStatus status, HttpResponse response)
    {
        if (status is AnsweredStatus.Full or AnsweredStatus.Overloaded)
        {
            response.Headers.RetryAfter = "1";
        }

        return status switch
        {
            AnsweredStatus.Full => Failure("Too many messages of this conversation wait for their answers", StatusCodes.Status429TooManyRequests),
            AnsweredStatus.Overloaded => Failure("The service is overloaded, try again soon", StatusCodes.Status503ServiceUnavailable),
            AnsweredStatus.Archived => Failure("The conversation is archived", StatusCodes.Status409Conflict),
            AnsweredStatus.TimedOut => Failure(StreamFailure.TimedOut.Message, StatusCodes.Status504GatewayTimeout),
            _ => Failure(StreamFailure.Failed.Message, StatusCodes.Status500InternalServerError),
        };
    }
}
