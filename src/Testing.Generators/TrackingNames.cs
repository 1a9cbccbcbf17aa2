namespace TypedWs.Testing.Generators;

/// <summary>The names of the generator's steps, by which tests tell what was cached.</summary>
internal static class TrackingNames
{
    public const string Doubles = nameof(Doubles);
}
