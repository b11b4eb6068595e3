using Parley.Api.Contracts;

namespace Parley.Api.Chat;

/// <summary>Answers of this contract, in its shapes.</summary>
internal static class ChatAnswers
{
    public static IResult Failure(string message, int status) =>
        new JsonAnswer<ChatFailure>(new ChatFailure("error", message), ChatJson.Default.ChatFailure, status);
}
