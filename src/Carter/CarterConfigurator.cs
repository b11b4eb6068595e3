namespace Carter;

/// <summary>Says which modules are registered when the scan is not to decide.</summary>
public class CarterConfigurator
{
    internal CarterConfigurator()
    {
    }

    internal List<Type> ModuleTypes { get; } = [];

    /// <summary>Registers this module. Once one is named, only named modules are registered.</summary>
    public CarterConfigurator WithModule<TModule>()
        where TModule : ICarterModule
    {
        ModuleTypes.Add(typeof(TModule));
        return this;
    }
}
