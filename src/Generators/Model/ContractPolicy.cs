namespace TypedWs.Generators.Model;

/// <summary>What a protocol says of all types that travel in it.</summary>
/// <param name="Naming">How members are named in JSON.</param>
/// <param name="EnumsAreNumbers">Whether enums are numbers in JSON.</param>
internal sealed record ContractPolicy(NamingPolicy Naming, bool EnumsAreNumbers);
