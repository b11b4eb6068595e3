namespace Parley.Sessions.Debts;

public enum DebtKind
{
    Reply,
    Satisfaction,

    /// <summary>A question that waits in line; it is no entry of the debts, it stands in the head itself.</summary>
    Turn,
}
