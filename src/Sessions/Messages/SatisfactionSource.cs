namespace Parley.Sessions.Messages;

public enum SatisfactionSource
{
    Inferred,

    /// <summary>A person said so; what is inferred never overwrites it.</summary>
    Set,
}
