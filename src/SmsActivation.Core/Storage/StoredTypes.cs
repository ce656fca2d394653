using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.SqlClient;

namespace SmsActivation.Core.Storage;

/// <summary>How values are stored: times and days as UTC text of fixed width in SQLite (it sorts as time does), in SQL
/// Server by its own types; times to the millisecond in both.</summary>
public static class StoredTypes
{
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    public const string DayFormat = "yyyy-MM-dd";
    private static readonly Lock Once = new();
    private static bool s_registered;

    public static void Register()
    {
        lock (Once)
        {
            if (s_registered)
                return;
            // Without this, Dapper's built-in map wins on writes and the handler sees reads only.
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            SqlMapper.AddTypeHandler(new TimeHandler());
            SqlMapper.AddTypeHandler(new DayHandler());
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            s_registered = true;
        }
    }

    /// <summary>A time as SQL Server keeps it: what is written and what it is compared with later must be the same to the last
    /// digit.</summary>
    internal static DateTime ToMilliseconds(DateTimeOffset time) =>
        time.UtcDateTime.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>A time as text, for where the column holds text in every engine.</summary>
    public static string Text(DateTimeOffset time) => TimeHandler.Format(time);

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            if (parameter is SqlParameter)
            {
                parameter.DbType = DbType.DateTime2;
                parameter.Value = ToMilliseconds(value);
                return;
            }
            parameter.DbType = DbType.String;
            parameter.Value = Format(value);
        }

        /// <summary>As <see cref="TimeFormat"/> says, without its being read each time: a dozen times a text.</summary>
        internal static string Format(DateTimeOffset value) =>
            string.Create(
                24,
                value.UtcDateTime,
                static (text, time) =>
                {
                    "0000-00-00T00:00:00.000Z".CopyTo(text);
                    Put(text[..4], time.Year);
                    Put(text[5..7], time.Month);
                    Put(text[8..10], time.Day);
                    Put(text[11..13], time.Hour);
                    Put(text[14..16], time.Minute);
                    Put(text[17..19], time.Second);
                    Put(text[20..23], time.Millisecond);
                }
            );

        private static void Put(Span<char> digits, int number)
        {
            for (var i = digits.Length - 1; i >= 0; i--, number /= 10)
                digits[i] = (char)('0' + (number % 10));
        }

        public override DateTimeOffset Parse(object value) =>
            value is DateTime time
                ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
                : DateTimeOffset.ParseExact(
                    (string)value,
                    TimeFormat,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
                );
    }

    private sealed class DayHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            if (parameter is SqlParameter)
            {
                parameter.DbType = DbType.Date;
                parameter.Value = value.ToDateTime(TimeOnly.MinValue);
                return;
            }
            parameter.DbType = DbType.String;
            parameter.Value = value.ToString(DayFormat, CultureInfo.InvariantCulture);
        }

        public override DateOnly Parse(object value) =>
            value is DateTime day
                ? DateOnly.FromDateTime(day)
                : DateOnly.ParseExact((string)value, DayFormat, CultureInfo.InvariantCulture);
    }
}
