namespace Parley.Api.Contracts;

/// <summary>
/// A contract, found by its type: whoever deletes its folder has removed it. It has no state; what it needs it registers.
/// </summary>
public interface IContract
{
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Whether a path that no route serves belongs to this contract.</summary>
    bool Owns(PathString path);

    /// <summary>The answer, in the contract's error shape, to a failure that every contract has.</summary>
    IResult Describe(ContractFailure failure, IServiceProvider services);
}
