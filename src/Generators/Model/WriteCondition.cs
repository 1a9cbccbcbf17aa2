namespace TypedWs.Generators.Model;

/// <summary>When a member is written in JSON. In MessagePack it always is.</summary>
internal enum WriteCondition
{
    Always,
    NotNull,
    NotDefault,
}
