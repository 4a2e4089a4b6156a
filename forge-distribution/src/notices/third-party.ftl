Forge contains these libraries, which belong to their authors. Each stands under the licence that is named with it.
Where a library is offered under several licences, they are all named and each may be chosen.

<#list dependencyMap as entry>
<#assign project = entry.getKey()>
<#assign licenses = entry.getValue()>
lib/${project.artifactId}-${project.version}.jar
    ${project.name!project.artifactId} ${project.version}
<#if project.url??>
    ${project.url}
</#if>
<#list project.licenses as license>
    Licence: ${license.name!"see its URL"}<#if license.url??>, ${license.url}</#if>
</#list>

</#list>
