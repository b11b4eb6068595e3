namespace Parley.Sessions.Debts;

public enum DebtKind
{
    Reply,
    Satisfaction,
}
