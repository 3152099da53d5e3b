<#-- Like clean_number, where -1 is a value and not Coinlore's word for unknown. -->
<#function signed_number expression type>
    <#return safe_cast("nullif(nullif(trim(" + expression + "), ''), '0?')", type)>
</#function>
