<#-- A date of which only the year, or year and month, may be known: 2014-00-00 is 2014-01-01, 0000-00-00 is null. -->
<#function clean_date expression>
    <#local day = "nullif(substring(trim(" + expression + "), 1, 10), '0000-00-00')">
    <#return safe_cast("replace(" + day + ", '-00', '-01')", "date")>
</#function>
