using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Sessions.Pairs;

/// <summary>A session has one task, and its id read as a number is the task's: each leads to the other without a document.</summary>
public static class TaskNumber
{
    private const string Prefix = "sess_";
    private const int Digits = 12;

    /// <summary>The session id that a command stands for.</summary>
    public static string SessionIdFor(string commandId, int attempt) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{commandId}.{attempt}")))[..Digits];

    public static string SessionId(long task) => Prefix + task.ToString("x12", CultureInfo.InvariantCulture);

    /// <summary>The task of a session; null for what is no id of such a session.</summary>
    public static long? Of(string sessionId) =>
        sessionId.Length == Prefix.Length + Digits && sessionId.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(sessionId.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var task)
        && SessionId(task) == sessionId
            ? task : null;
}
