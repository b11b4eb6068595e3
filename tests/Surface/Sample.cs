namespace Parley.Surface.Tests;

public abstract class Sample<TItem> : IServiceProvider
    where TItem : class, new()
{
    protected Sample(TItem item, TimeSpan? wait = null, CancellationToken stop = default)
    {
        Item = item;
        Wait = wait;
        Stop = stop;
    }

    public TItem Item { get; protected set; }

    public TimeSpan? Wait { get; }

    protected CancellationToken Stop { get; }

    public abstract Task<(TItem, string)> FindAsync<TKey>(IReadOnlyList<TKey> keys, DayOfWeek day = DayOfWeek.Friday)
        where TKey : notnull;

    public object? GetService(Type serviceType) => null;

    internal void Unseen()
    {
    }
}
