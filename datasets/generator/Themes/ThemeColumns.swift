/// The columns of every theme's files, as the catalogue has them: a test
/// compares the two. Ids are the canonical headers, titles the Chinese ones.
enum ThemeColumns {
    /// theme → its columns in the catalogue's order.
    static let all: [String: [EmittedColumn]] = {
        var themes: [String: [EmittedColumn]] = [:]
        var theme = ""
        for line in table.split(separator: "\n") {
            if !line.hasPrefix(" ") {
                theme = String(line)
                continue
            }
            for entry in line.split(separator: " ") {
                let parts = entry.split(separator: ":").map(String.init)
                themes[theme, default: []].append(EmittedColumn(parts[0], parts[1], kind(parts[2])))
            }
        }
        return themes
    }()

    private static func kind(_ word: String) -> EmittedColumn.Kind {
        switch word {
        case "code": .code
        case "name": .name
        case "person": .person
        case "id": .id
        case "date": .date
        case "amount": .amount
        case "text": .text
        case "address": .address
        case "phone": .phone
        default: .other
        }
    }

    private static let table = """
        abnormal_listing
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:列入决定文号:other date:列入日期:date
            title:列入原因:other amount:涉及金额:amount result:名录状态:other authority:作出决定机关:text removed_on:移出日期:date
            removal_reason:移出原因:other
        advertising
            company_code:统一社会信用代码:code company_name:企业名称:name approval_no:户外广告设置批准文号:other kind:广告类型:other
            content_class:广告内容类别:other area:广告面积:other publisher:广告发布者:text location:设置位置:address
            approved_on:批准日期:date expires:设置期限至:date
        agriculture_penalty
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:农业处罚决定书文号:other date:处罚决定日期:date
            field:执法领域:other product:涉案产品:text batch_no:产品批号:other goods_value:货值金额:amount amount:罚款金额:amount
            disposal:处理方式:other
        annual_report
            company_code:统一社会信用代码:code company_name:企业名称:name year:年报年度:other published:公示日期:date
            operating:经营状态:other head_count:从业人数:other women:女性从业人数:other assets:资产总额:amount
            liabilities:负债总额:amount revenue:营业总收入:amount net_profit:净利润:amount tax_paid:纳税总额:amount
            has_guarantee:是否提供对外担保:other website:网站网址:text
        award
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:表彰文件文号:other award_name:荣誉名称:text
            level:荣誉级别:other kind:荣誉类别:other awarded_by:授予单位:text bonus:奖励金额:amount awarded_on:授予日期:date
            revoked_on:撤销日期:date
        branch
            company_code:统一社会信用代码:code company_name:企业名称:name parent_code:隶属企业统一社会信用代码:code
            parent_name:隶属企业名称:text kind:分支机构类型:other accounting:核算方式:other region_code:所在地行政区划代码:other
            head_count:从业人数:other since:设立日期:date until:撤销日期:date
        change
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:核准变更通知书文号:other item:变更事项:other
            before:变更前内容:text after:变更后内容:text date:变更日期:date applicant:申请代理人:text sequence:变更次数:other
        complaint
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:投诉登记编号:other date:登记日期:date
            title:投诉内容:text kind:诉求类型:other problem:问题类别:other product:涉及商品或服务:text amount:争议金额:amount
            result:办理结果:other recovered:挽回损失金额:amount closed_on:办结日期:date
        concerted_action
            group_id:一致行动组编号:other member_name:一致行动人名称:person member_code:成员统一社会信用代码:code member_id:成员证件号码:id
            company_code:统一社会信用代码:code company_name:企业名称:name agreement_date:协议签署日期:date scope:一致行动事项:other
            decisive_member:分歧时以谁意见为准:person voting_percent:合计表决权比例:other since:生效日期:date until:失效日期:date
        construction_qualification
            company_code:统一社会信用代码:code company_name:企业名称:name permit_no:资质证书编号:other category:资质类别:other
            grade:资质等级:other safety_permit_no:安全生产许可证号:other builders:注册建造师人数:other technical_lead:技术负责人:person
            issued:发证日期:date expires:有效期至:date
        contact
            company_code:统一社会信用代码:code company_name:企业名称:name kind:联系方式类型:other value:联系方式:text role:联系人身份:other
            person_name:联系人姓名:person verified:是否核验:other channel:采集渠道:other since:启用日期:date until:停用日期:date
        control_agreement
            controller_name:控制方名称:person controller_code:控制方统一社会信用代码:code controller_id:控制方证件号码:id
            company_code:统一社会信用代码:code company_name:企业名称:name agreement_no:协议编号:other kind:协议类型:other
            voting_percent:表决权比例:other signed_on:签署日期:date since:生效日期:date until:终止日期:date
        court_enforcement
            company_code:统一社会信用代码:code company_name:企业名称:name case_no:执行案号:other filed_on:立案日期:date
            court_name:执行法院:text basis_no:执行依据文号:other cause:案由:other target:执行标的:amount
            unperformed:未履行金额:amount dishonest:是否失信被执行人:other conduct:失信行为情形:other closed_on:结案日期:date
            outcome:结案方式:other
        culture_permit
            company_code:统一社会信用代码:code company_name:企业名称:name permit_no:文化经营许可证编号:other category:经营类别:other
            terminals:核定人数或终端数:other deposit:质量保证金:amount school_distance:距最近学校(米):other issued:发证日期:date
            expires:有效期至:date address:经营地址:address
        customs
            company_code:统一社会信用代码:code company_name:企业名称:name customs_code:海关注册编码:other trade_kind:经营类别:other
            credit_level:海关信用等级:other year:统计年度:other imports:进口额:amount exports:出口额:amount main_hs:主要商品编码:other
            registered_on:备案日期:date
        environment_penalty
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:环境处罚决定书文号:other date:处罚决定日期:date
            pollution:污染类别:other outlet_no:排放口编号:other pollutant:超标污染物:other excess_times:超标倍数:other
            amount:罚款金额:amount daily_penalty:是否按日计罚:other rectified_on:整改完成日期:date
        equity_freeze
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:执行裁定书文号:other
            notice_no:协助执行通知书文号:other debtor_name:被执行人:person debtor_id:被执行人证件号码:id frozen_percent:冻结股权比例:other
            frozen_amount:冻结股权数额:amount court_name:执行法院:text measure:执行事项:other since:冻结起始日期:date
            until:冻结截止日期:date
        equity_pledge
            company_code:统一社会信用代码:code company_name:企业名称:name registration_no:股权出质登记编号:other
            pledgor_name:出质人:person pledgor_code:出质人统一社会信用代码:code pledgor_id:出质人证件号码:id pledgee_name:质权人:person
            pledgee_code:质权人统一社会信用代码:code pledgee_id:质权人证件号码:id pledged_percent:出质股权比例:other
            pledged_amount:出质股权数额:amount secured_debt:被担保债权数额:amount state:出质状态:other registered_on:出质登记日期:date
            cancelled_on:出质注销日期:date
        fire_inspection
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:消防监督检查记录编号:other date:检查日期:date
            form:检查形式:other hazard:隐患类别:other hazard_count:隐患数量:other measure:处置措施:other due:整改期限:date
            key_unit:是否消防安全重点单位:other inspector:检查人员:person
        food_sampling
            company_code:统一社会信用代码:code company_name:企业名称:name sample_no:抽样单编号:other sampled_on:抽样日期:date
            food:样品名称:text food_class:食品大类:other producer:标称生产企业:text batch_date:生产日期或批号:other
            failed_item:不合格项目:text conclusion:检验结论:other report_no:检验报告编号:other
        hazardous_chemical_permit
            company_code:统一社会信用代码:code company_name:企业名称:name permit_no:危险化学品经营许可证编号:other operation:经营方式:other
            category:危险化学品类别:other storage_tonnes:核定储量(吨):other major_hazard:重大危险源等级:other
            safety_officer:主要负责人:person issued:发证日期:date expires:有效期至:date address:仓储地址:address
        health_permit
            company_code:统一社会信用代码:code company_name:企业名称:name permit_no:卫生许可证号:other venue:场所类别:other
            credit_level:卫生信誉度等级:other staff_certified:持健康证人数:other area:营业面积:other issued:发证日期:date
            expires:有效期至:date address:经营地址:address
        high_tech
            company_code:统一社会信用代码:code company_name:企业名称:name certificate_no:高新技术企业证书编号:other kind:认定类型:other
            field:技术领域:other rd_percent:研发费用占比:other rd_staff:科技人员数:other certified_on:认定日期:date
            expires:有效期至:date
        host_address
            address:托管地址:other host_name:托管机构名称:other host_code:托管机构统一社会信用代码:code kind:托管类型:other
            licence_no:备案编号:other capacity:核定托管户数:other area:场所面积:other since:备案日期:other until:备案有效期至:other
        hotline_call
            company_code:统一社会信用代码:code company_name:企业名称:name work_order_no:工单编号:other called_on:来电日期:date
            matter:诉求标题:text category:诉求类别:other caller_phone:来电号码:phone assigned_to:承办单位:text
            urgency:紧急程度:other satisfaction:满意度:other answered_on:答复日期:date
        inspection
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:抽查任务编号:other date:检查日期:date
            title:抽查事项:text kind:检查类型:other amount:涉及金额:amount result:检查结果:other risk_class:信用风险分类:other
            inspectors:检查人员数:other published_on:公示日期:date
        legal_representative
            company_code:统一社会信用代码:code company_name:企业名称:name person_name:法定代表人姓名:person person_id:证件号码:id
            id_kind:证件类型:other position:职务:other appointed_by:产生方式:other term_years:任期年限:other since:任职起始日期:date
            until:任职终止日期:date
        medical_insurance
            company_code:统一社会信用代码:code company_name:企业名称:name unit_no:医保单位编号:other period:费款所属期:date
            insured:参保职工人数:other retired:退休人员人数:other rate:单位缴费费率:other due:应缴金额:amount owed:欠缴金额:amount
            maternity:是否并入生育保险:other
        officer
            company_code:统一社会信用代码:code company_name:企业名称:name person_name:姓名:person person_id:证件号码:id
            role:职务:other birth_year:出生年份:other sex:性别:other appointed_by:产生方式:other since:任职起始日期:date
            until:任职终止日期:date
        patent
            company_code:统一社会信用代码:code company_name:企业名称:name application_no:专利申请号:other
            publication_no:授权公告号:other kind:专利类型:other title:专利名称:text ipc:主分类号:other inventor:第一发明人:person
            applied_on:申请日:date granted_on:授权公告日:date state:法律状态:other
        penalty
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:处罚决定书文号:other date:处罚决定日期:date
            title:违法行为类型:text statute:处罚依据:text kind:处罚种类:other amount:罚款金额:amount confiscated:没收金额:amount
            result:处罚内容:text performed_on:履行日期:date published_until:公示截止期:date
        permit
            company_code:统一社会信用代码:code company_name:企业名称:name permit_no:许可证编号:other permit_type:许可类型:text
            department:许可机关:text issued:发证日期:date expires:有效期至:date address:许可地址:address content:许可内容:text
            status:许可状态:other
        registration
            name:企业名称:name code:统一社会信用代码:code registration_no:注册号:code former_names:曾用名:text
            established:成立日期:date type:企业类型:text status:登记状态:other legal_representative:法定代表人:person
            legal_representative_id:法定代表人证件号码:id capital:注册资本:amount scope:经营范围:text industry:行业代码:other
            authority:登记机关:text province:省:text city:市:text district:区县:text address:住所:address
            business_address:经营场所:address phone:联系电话:phone email:电子邮箱:phone closed_on:注销或吊销日期:date
        relationship
            person_name:姓名:person person_id:公民身份号码:id relative_name:亲属姓名:person relative_id:亲属公民身份号码:id
            kind:与本人关系:other basis:认定依据:other household_no:户号:other since:关系起始日期:date until:关系终止日期:date
        school_permit
            company_code:统一社会信用代码:code company_name:企业名称:name permit_no:办学许可证号:other school_name:学校名称:text
            level:办学类型:other nature:办学性质:other pupils:在校学生数:other principal:校长姓名:person issued:发证日期:date
            expires:有效期至:date address:办学地址:address
        serious_violation
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:列入决定文号:other date:列入日期:date
            reason:列入原因:other linked_penalty_no:关联处罚决定书文号:other years:管理期限(年):other measure:管理措施:other
            removed_on:移出日期:date repaired:是否信用修复:other
        shareholding
            company_code:统一社会信用代码:code company_name:企业名称:name holder_name:股东名称:person
            holder_code:股东统一社会信用代码:code holder_id:股东证件号码:id holder_kind:股东类型:other share_percent:持股比例:other
            share_percent_min:持股比例下限:other share_percent_max:持股比例上限:other voting_percent:表决权比例:other
            income_percent:收益权比例:other amount:认缴出资额:amount paid_amount:实缴出资额:amount form:出资方式:other
            since:持股起始日期:date until:持股终止日期:date
        social_insurance
            company_code:统一社会信用代码:code company_name:企业名称:name unit_no:社保单位编号:other period:费款所属期:date
            head_count:参保人数:other age_under_30:30岁以下人数:other age_30_39:30至39岁人数:other age_40_49:40至49岁人数:other
            age_50_59:50至59岁人数:other age_60_plus:60岁及以上人数:other base:缴费基数合计:amount paid:实缴金额:amount
            state:缴费状态:other
        special_equipment
            company_code:统一社会信用代码:code company_name:企业名称:name certificate_no:使用登记证编号:other
            device_code:设备代码:other kind:设备种类:other state:使用状态:other registered_on:使用登记日期:date
            inspected_on:上次检验日期:date conclusion:检验结论:other next_inspection:下次检验日期:date address:设备使用地点:address
        standard_address
            address:标准地址:other province:省:other city:市:other district:区县:other town:镇街:other road:道路:other
            door_number:门牌号:other estate:小区名称:other building:楼栋号:other floors:楼层数:other units:户室数:other
            use:用途:other status:地址状态:other since:启用日期:other until:停用日期:other
        state_holder
            company_code:统一社会信用代码:code company_name:企业名称:name registration_form_no:产权登记表编号:other
            level:出资级次:other category:国有企业类别:other supervisor_name:出资人机构名称:text supervisor_code:出资人机构代码:code
            supervisor_kind:出资人机构类型:other state_percent:国有股比例:other state_capital:国有资本:amount since:登记日期:date
            until:注销登记日期:date
        tax
            company_code:统一社会信用代码:code company_name:企业名称:name document_no:完税凭证号码:other date:入库日期:date
            title:税种:other period_from:税款所属期起:date period_to:税款所属期止:date taxable_base:计税依据:amount
            amount:实缴税额:amount result:缴款状态:other taxpayer_kind:纳税人类型:other
        tax_arrears
            company_code:统一社会信用代码:code company_name:企业名称:name notice_no:欠税公告编号:other announced_on:公告日期:date
            tax_kind:欠税税种:other balance:欠税余额:amount new_this_period:当期新发生欠税额:amount late_days:滞纳天数:other
            measure:强制措施:other settled_on:清缴日期:date
        tax_rating
            company_code:统一社会信用代码:code company_name:企业名称:name year:评价年度:other rating:纳税信用级别:other
            score:评价得分:other rated_on:评价日期:date deduction_code:主要扣分指标代码:other direct_d:直接判级情形:other
            reassessed:是否复评:other
        trademark
            company_code:统一社会信用代码:code company_name:企业名称:name mark_no:商标注册号:other mark_name:商标名称:text
            nice_class:国际分类:other form:商标形式:other applied_on:申请日期:date registered_on:注册公告日期:date
            expires:专用权期限至:date state:商标状态:other well_known:是否驰名商标:other
        transport_permit
            company_code:统一社会信用代码:code company_name:企业名称:name permit_no:道路运输经营许可证号:other scope:经营范围类别:other
            vehicles:车辆数:other tonnage:总吨位:other integrity:质量信誉等级:other issued:发证日期:date expires:有效期至:date
        """
}
