using System.ComponentModel.DataAnnotations;

namespace Parley.Sessions;

/// <summary>Section <c>Sessions</c>; <c>Ai:Timeout</c>, <c>Ai:ResumeAfter</c> and <c>Ai:Satisfaction</c> belong to it as well.</summary>
public sealed class SessionOptions
{
    /// <summary>After how long an owed reply counts as timed out.</summary>
    public TimeSpan ReplyTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after a staff message the AI stays silent.</summary>
    public TimeSpan ResumeAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether satisfaction is inferred from what users write.</summary>
    public bool InferSatisfaction { get; set; } = true;

    /// <summary>Words of a user that call a human; a list of our own when it is not set.</summary>
    public IReadOnlyList<string>? UrgentWords { get; set; }

    /// <summary>How often a session's reminder offers what is unpaid.</summary>
    public TimeSpan ReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many unpaid debts of a kind a session may have before it takes no more.</summary>
    [Range(1, 1000)]
    public int MaxDebts { get; set; } = 64;
}
