namespace Parley.Sessions.Debts;

/// <summary>Pays one kind of debt, outside any turn. Paying twice is harmless.</summary>
public interface IDebtPayer
{
    DebtKind Kind { get; }

    Task PayAsync(string sessionId, Debt debt, CancellationToken cancellation);
}
