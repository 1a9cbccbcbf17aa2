namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of a polymorphic type.</summary>
    /// <typeparam name="T">The type: a base class or an interface.</typeparam>
    /// <param name="member">The name of the JSON member that has the discriminator.</param>
    /// <param name="cases">Makes the cases; called at first use.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T> Union<T>(string member, Func<UnionCase<T>[]> cases) => new UnionCodec<T>(member, cases);

    /// <summary>One case of a polymorphic type.</summary>
    /// <typeparam name="T">The polymorphic type.</typeparam>
    /// <typeparam name="TCase">The case's type.</typeparam>
    /// <param name="codec">Its codec, which writes an object.</param>
    /// <param name="json">What tells it apart in JSON; nothing for the base type itself.</param>
    /// <param name="messagePack">What tells it apart in MessagePack; nothing for the base type itself.</param>
    /// <returns>The case.</returns>
    public static UnionCase<T> Case<T, TCase>(ValueCodec<TCase> codec, Discriminator json, Discriminator messagePack)
        where TCase : T
        => new UnionCase<T, TCase>(codec, json, messagePack);
}
