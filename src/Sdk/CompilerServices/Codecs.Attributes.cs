using System.Numerics;
using System.Text.Json.Serialization;

namespace TypedWs.CompilerServices;

public static partial class Codecs
{
    /// <summary>The codec of a type or member with a <see cref="JsonConverterAttribute"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="messagePack">The codec of the type as it is, for MessagePack.</param>
    /// <param name="converter">A <see cref="JsonConverter{T}"/>, or a factory of one, for JSON.</param>
    /// <param name="isNullable">Whether null is a value.</param>
    /// <returns>The codec.</returns>
    /// <exception cref="InvalidOperationException">The converter is for another type.</exception>
    public static ValueCodec<T> Converted<T>(ValueCodec<T> messagePack, JsonConverter converter, bool isNullable = false)
        => new ConvertedCodec<T>(messagePack, converter, isNullable);

    /// <summary>The codec of a number with a <see cref="JsonNumberHandlingAttribute"/>.</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="number">The codec of the number.</param>
    /// <param name="handling">How JSON has it.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T> NumberHandling<T>(ValueCodec<T> number, JsonNumberHandling handling)
        where T : struct, INumberBase<T>
        => new NumberHandlingCodec<T>(number, handling);

    /// <summary>The codec of an enum: in both formats by number.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <returns>The codec.</returns>
    public static ValueCodec<T> EnumNumber<T>()
        where T : struct, Enum
        => new EnumNumberCodec<T>(known: null);

    /// <summary>The same where a number that has no name is refused.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="values">The names, in the order of declaration.</param>
    /// <returns>The codec.</returns>
    public static ValueCodec<T> ClosedEnumNumber<T>(params ReadOnlySpan<(string Name, T Value)> values)
        where T : struct, Enum
        => new EnumNumberCodec<T>(new EnumNames<T>(values));
}
