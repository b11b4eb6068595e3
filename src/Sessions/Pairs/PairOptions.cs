namespace Parley.Sessions.Pairs;

/// <summary>Section <c>AutoSession</c>: how a human is told from a robot that writes for the same account.</summary>
public sealed class PairOptions
{
    /// <summary>What robots begin their messages with; <c>hi</c> when it is not set.</summary>
    public IReadOnlyList<string>? RobotPrefixes { get; set; }

    /// <summary>When it is set, only these nicks are humans.</summary>
    public IReadOnlyList<string>? StaffNicks { get; set; }
}
